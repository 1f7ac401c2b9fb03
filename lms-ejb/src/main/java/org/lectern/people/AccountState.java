package org.lectern.people;

/** Whether an account can be used. */
public enum AccountState {
    /** It has no password yet; an invitation lets its owner choose one. */
    INVITED,

    /** Its owner may sign in. */
    ACTIVE,

    /** Nobody may sign in with it until it is enabled again. */
    DISABLED
}
