/** Changes when the same answers and the same knowledge could give another decision. */
export const ENGINE_VERSION = '1.2.0';
