const base = new URL('.', document.baseURI);

/** The path that BanGUI is served under, without the slash at its end: `''` or `/bangui`. */
export const basePath = base.pathname.replace(/\/$/, '');

/** The same as an address, to put an API path behind. */
export const baseUrl = base.origin + basePath;
