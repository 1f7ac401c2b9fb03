package org.lectern.groups;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;

/** A student's time in a group, both days included; without an end it goes on. */
@Entity
public class StudentGroupMember {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private StudentGroup studentGroup;

    private long studentId;

    private LocalDate fromDate;

    private LocalDate toDate;
}
