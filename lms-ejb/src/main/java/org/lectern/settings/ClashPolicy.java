package org.lectern.settings;

/** What happens when students enrol in a section whose lessons clash with those they have. */
public enum ClashPolicy {
    /** They are not let in. */
    REFUSE,

    /** They are let in and told. */
    WARN
}
