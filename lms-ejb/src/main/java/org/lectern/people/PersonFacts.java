package org.lectern.people;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.lectern.shared.LifeStatus;

/**
 * What an administrator writes down of a person. Blanks around a text do not count, and a text of nothing else is none.
 *
 * @param givenName first name
 * @param middleName null when there is none
 * @param familyName last name
 * @param preferredGivenName what the person is called instead; null when the first name will do
 * @param preferredFamilyName see {@code preferredGivenName}
 * @param pronouns as the person wants them written; null when none are known
 * @param identifier the school's own number; null when there is none
 * @param email where mail arrives; null when none is known
 * @param phone a telephone number; null when none is known
 * @param birthDate day of birth; null when it is not known
 * @param status whether the person belongs to the school; null for a new person means ACTIVE
 * @param roles what the person may do
 */
public record PersonFacts(
        @NotBlank @Size(max = 200) String givenName,
        @Size(max = 200) String middleName,
        @NotBlank @Size(max = 200) String familyName,
        @Size(max = 200) String preferredGivenName,
        @Size(max = 200) String preferredFamilyName,
        @Size(max = 50) String pronouns,
        @Size(max = 100) String identifier,
        @Email @Size(max = 254) String email,
        @Size(max = 50) String phone,
        @PastOrPresent LocalDate birthDate,
        LifeStatus status,
        @NotNull List<@NotNull Role> roles) {

    /** Tidies what was typed. */
    public PersonFacts {
        givenName = tidy(givenName);
        middleName = tidy(middleName);
        familyName = tidy(familyName);
        preferredGivenName = tidy(preferredGivenName);
        preferredFamilyName = tidy(preferredFamilyName);
        pronouns = tidy(pronouns);
        identifier = tidy(identifier);
        email = tidy(email);
        phone = tidy(phone);
        // a null among them is left for the constraint to name
        roles = roles == null || roles.stream().anyMatch(Objects::isNull)
                ? roles
                : roles.stream().distinct().sorted().toList();
    }

    private static String tidy(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
