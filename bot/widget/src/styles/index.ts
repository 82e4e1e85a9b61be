import { CARDS } from "./cards";
import { FRAME } from "./frame";
import { TALK } from "./talk";
import { TOKENS } from "./tokens";

export const STYLES = [TOKENS, FRAME, TALK, CARDS];
