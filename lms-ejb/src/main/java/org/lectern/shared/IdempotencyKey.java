package org.lectern.shared;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A name that a client gives to one attempt to write, so that it may send it again when it does not know whether it
 * arrived (header {@code Idempotency-Key}). Valid for one account.
 *
 * @param value 1 to 200 characters
 */
@Schema(type = SchemaType.STRING)
public record IdempotencyKey(String value) {

    /**
     * Reads a header value.
     *
     * @throws Problem of type VALIDATION when it is empty or longer than 200 characters
     */
    public IdempotencyKey {
        if (value.isBlank() || value.length() > 200) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "Idempotency-Key", "An idempotency key has 1 to 200 characters.");
        }
    }
}
