package org.lectern.files;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file, without its bytes; they are at {@code /api/files/{id}}.
 *
 * @param id the file
 * @param name as its owner calls it, without folders
 * @param contentType the media type, found by looking at the bytes
 * @param size bytes
 * @param sha256 of the bytes, 64 hexadecimal digits
 */
@Schema(name = "File")
public record FileHead(long id, String name, String contentType, long size, String sha256) {}
