package org.lectern.grades;

import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a teacher says of a student for the report card of a period.
 *
 * @param studentId the student
 * @param name to call the student by
 * @param text the comment; null for none
 * @param writtenBy user name of who wrote it last, or took it back; null when nobody ever did
 * @param writtenAt when, in the school's zone; null when nobody ever did
 * @param version what a change has to send in If-Match, 0 when there never was one
 */
@Schema(name = "ReportComment")
public record ReportComment(
        long studentId, String name, String text, String writtenBy, OffsetDateTime writtenAt, int version) {}
