package org.lectern.shared;

import jakarta.ejb.EJBException;

/** What is behind a failure, which containers wrap in failures of their own. */
public final class Causes {

    private Causes() {}

    /**
     * The outermost failure of a type.
     *
     * @param failure where to begin; may be of that type itself
     * @param type the type looked for
     * @return null when there is none
     */
    public static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            if (cause instanceof EJBException ejb
                    && ejb.getCausedByException() != null
                    && type.isInstance(ejb.getCausedByException())) {
                return type.cast(ejb.getCausedByException());
            }
        }
        return null;
    }

    /** The innermost failure. */
    public static Throwable root(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
