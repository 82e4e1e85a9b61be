import { CARDS } from "./cards";
import { COMPOSER } from "./composer";
import { FRAME } from "./frame";
import { TALK } from "./talk";
import { TOKENS } from "./tokens";

export const STYLES = [TOKENS, FRAME, COMPOSER, TALK, CARDS];
