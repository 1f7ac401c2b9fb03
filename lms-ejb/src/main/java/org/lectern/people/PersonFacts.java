package org.lectern.people;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.lectern.shared.LifeStatus;

/**
 * What an administrator writes down of a person.
 *
 * @param givenName first name
 * @param middleName null when there is none
 * @param familyName last name
 * @param preferredGivenName what the person is called instead; null when the first name will do
 * @param preferredFamilyName see {@code preferredGivenName}
 * @param pronouns as the person wants them written
 * @param identifier the school's own number
 * @param email where mail arrives
 * @param phone a telephone number
 * @param birthDate day of birth
 * @param status whether the person belongs to the school; null for ACTIVE
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
        LocalDate birthDate,
        LifeStatus status,
        @NotNull List<@NotNull Role> roles) {}
