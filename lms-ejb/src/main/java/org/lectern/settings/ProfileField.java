package org.lectern.settings;

/** What students may change of their own profile, where the school lets them. */
public enum ProfileField {
    /** The address where mail arrives. */
    EMAIL,

    /** The telephone number. */
    PHONE,

    /** The picture. */
    PICTURE,

    /** The language of the screens. */
    LANGUAGE
}
