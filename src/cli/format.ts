/** Of the JSON forms (docs/schemas/): a field may be added, none is taken away or changed under the same number. */
export const FORMAT = 1
