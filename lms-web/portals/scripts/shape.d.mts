/** Names the shape of what the API answers. */
export function shapeOfAnswers(): string;
