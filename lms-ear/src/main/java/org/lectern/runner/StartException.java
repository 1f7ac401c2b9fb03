package org.lectern.runner;

/**
 * Says in one sentence, meant for the person at the keyboard, why Lectern could not start and what to do about it. The
 * runner prints the message alone and ends with exit code 1.
 */
public class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message the sentence to print */
    public StartException(String message) {
        super(message);
    }

    /**
     * @param message the sentence to print
     * @param cause what was caught, for a debugger and not for the screen
     */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
