package org.lectern.grades;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SessionType;

/**
 * A stretch of the year for which a section has final grades.
 *
 * @param id the academic session
 * @param title its name
 * @param type what it is
 * @param startDate its first day
 * @param endDate its last day
 * @param within the session it is part of; null for none
 * @param locked whether its grades stay as they are
 */
@Schema(name = "GradePeriod")
public record GradePeriod(
        long id, String title, SessionType type, LocalDate startDate, LocalDate endDate, Long within, boolean locked) {}
