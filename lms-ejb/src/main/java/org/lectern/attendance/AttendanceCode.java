package org.lectern.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** A code that the school marks with, of a kind that counts. */
@Entity
public class AttendanceCode extends Versioned {

    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    private AttendanceKind kind;

    private int position;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;
}
