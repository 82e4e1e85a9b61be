// Makes a picture fit to send: a type that the gateway takes, no larger than it needs to be. Does not know: what is in it.

/** What a shopper may choose; all of it is sent as JPEG or PNG. */
export const TYPES = ["image/png", "image/jpeg", "image/webp"];
/** Before it is made smaller. */
const MAX_BYTES = 25_000_000;
/** Longest side in pixels: enough to find similar goods. */
const MAX_SIDE = 1_280;
/** The gateway's limit is 5 MB; a JPEG of this size stays far below. */
const SMALL_BYTES = 700_000;

export type Trouble = "pictureType" | "pictureLarge" | "pictureBroken";

/** A picture that cannot be sent; `trouble` names the words for it. */
export class BadPicture extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble);
  }
}

/** Return a data URL of PNG or JPEG. Throws BadPicture. */
export async function prepared(file: Blob): Promise<string> {
  if (!TYPES.includes(file.type)) throw new BadPicture("pictureType");
  if (file.size > MAX_BYTES) throw new BadPicture("pictureLarge");
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new BadPicture("pictureBroken");
  }
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= SMALL_BYTES && file.type !== "image/webp") {
    bitmap.close();
    return dataUrl(file);
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new BadPicture("pictureBroken");
  context.fillStyle = "#fff"; // JPEG has no transparency
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL("image/jpeg", 0.85);
}

function dataUrl(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(new BadPicture("pictureBroken"));
    reader.readAsDataURL(file);
  });
}
