package org.lectern.timetable;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** Where lessons are held. */
@Entity
public class Room extends Versioned {

    private String code;

    private String title;

    private Integer capacity;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;

    /** What is written on the door. */
    public String code() {
        return code;
    }
}
