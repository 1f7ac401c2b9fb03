package org.lectern.shared;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/** What every entity that can be edited has: an id from the sequence of its table, and a count of its edits. */
@MappedSuperclass
public abstract class Versioned {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

    @Version
    private int version;

    /** The id; null until it is stored. */
    public Long id() {
        return id;
    }

    /** How often it was changed; what its ETag says. */
    public int version() {
        return version;
    }
}
