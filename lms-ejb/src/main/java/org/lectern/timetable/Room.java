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
    private LifeStatus status = LifeStatus.ACTIVE;

    /** For the persistence provider. */
    protected Room() {}

    /**
     * A new room.
     *
     * @param facts what it is
     */
    public Room(RoomFacts facts) {
        change(facts);
    }

    /**
     * Replaces what is known of it; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     */
    public void change(RoomFacts facts) {
        code = facts.code();
        title = facts.title();
        capacity = facts.capacity();
        status = facts.status() == null ? status : facts.status();
    }

    /** What is known of it. */
    public RoomFacts facts() {
        return new RoomFacts(code, title, capacity, status);
    }

    /** What is written on the door. */
    public String code() {
        return code;
    }
}
