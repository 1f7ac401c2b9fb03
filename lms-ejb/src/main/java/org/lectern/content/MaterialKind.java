package org.lectern.content;

/** What a material is. */
public enum MaterialKind {
    /** Written here, in Markdown. */
    TEXT,

    /** Somewhere on the web. */
    LINK,

    /** A file. */
    FILE
}
