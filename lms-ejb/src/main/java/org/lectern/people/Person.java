package org.lectern.people;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** Someone the school knows. */
@Entity
public class Person extends Versioned {

    private String sourcedId;

    private String givenName;

    private String middleName;

    private String familyName;

    private String preferredGivenName;

    private String preferredFamilyName;

    private String pronouns;

    private String identifier;

    private String email;

    private String phone;

    private String sms;

    private LocalDate birthDate;

    private String sex;

    private String grades;

    private Long orgId;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    @ElementCollection
    @CollectionTable(name = "person_role", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    /** For the persistence provider. */
    protected Person() {}

    /**
     * Somebody new.
     *
     * @param facts what is known
     */
    public Person(PersonFacts facts) {
        change(facts);
    }

    /**
     * Replaces what is known; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     * @return whether a role was taken away
     */
    public boolean change(PersonFacts facts) {
        givenName = facts.givenName();
        middleName = facts.middleName();
        familyName = facts.familyName();
        preferredGivenName = facts.preferredGivenName();
        preferredFamilyName = facts.preferredFamilyName();
        pronouns = facts.pronouns();
        identifier = facts.identifier();
        email = facts.email();
        phone = facts.phone();
        birthDate = facts.birthDate();
        if (facts.status() != null) {
            status = facts.status();
        }
        var lost = !facts.roles().containsAll(roles);
        roles.retainAll(facts.roles());
        roles.addAll(facts.roles());
        return lost;
    }

    /**
     * Changes what a person may change.
     *
     * @param newEmail where mail arrives; null for none
     * @param newPhone a telephone number; null for none
     */
    public void changeContact(String newEmail, String newPhone) {
        email = newEmail;
        phone = newPhone;
    }

    /** What is known. */
    public PersonFacts facts() {
        return new PersonFacts(
                givenName,
                middleName,
                familyName,
                preferredGivenName,
                preferredFamilyName,
                pronouns,
                identifier,
                email,
                phone,
                birthDate,
                status,
                roles.stream().sorted().toList());
    }

    /** The name to call the person by: the preferred names where there are any. */
    public String displayName() {
        return displayName(preferredGivenName, givenName, preferredFamilyName, familyName);
    }

    /** {@link #displayName()} for those who have read only the names. */
    public static String displayName(
            String preferredGivenName, String givenName, String preferredFamilyName, String familyName) {
        return (preferredGivenName == null ? givenName : preferredGivenName)
                + " "
                + (preferredFamilyName == null ? familyName : preferredFamilyName);
    }

    /** What the person may do. */
    public Set<Role> roles() {
        return Set.copyOf(roles);
    }
}
