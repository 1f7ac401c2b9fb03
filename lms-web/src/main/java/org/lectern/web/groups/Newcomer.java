package org.lectern.web.groups;

import java.io.Serializable;
import java.util.List;
import org.lectern.people.PersonFacts;
import org.lectern.people.Role;

/** Somebody on a pasted list who is new to the school, as the form holds it. */
public class Newcomer implements Serializable {

    private static final long serialVersionUID = 1L;

    private String givenName;
    private String familyName;
    private String identifier;
    private String email;

    Newcomer(PersonFacts understood) {
        givenName = understood.givenName();
        familyName = understood.familyName();
        identifier = understood.identifier();
        email = understood.email();
    }

    /** The student that this makes. */
    PersonFacts facts() {
        return new PersonFacts(
                givenName,
                null,
                familyName,
                null,
                null,
                null,
                identifier,
                email,
                null,
                null,
                null,
                List.of(Role.STUDENT));
    }

    /** What the student is called. */
    public String getName() {
        return givenName + " " + familyName;
    }

    /** First name. */
    public String getGivenName() {
        return givenName;
    }

    /** Takes the first name. */
    public void setGivenName(String givenName) {
        this.givenName = givenName;
    }

    /** Last name. */
    public String getFamilyName() {
        return familyName;
    }

    /** Takes the last name. */
    public void setFamilyName(String familyName) {
        this.familyName = familyName;
    }

    /** The school's number; empty for none. */
    public String getIdentifier() {
        return identifier;
    }

    /** Takes the school's number. */
    public void setIdentifier(String identifier) {
        this.identifier = identifier;
    }

    /** Where mail arrives; empty for none. */
    public String getEmail() {
        return email;
    }

    /** Takes where mail arrives. */
    public void setEmail(String email) {
        this.email = email;
    }
}
