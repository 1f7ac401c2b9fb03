package org.lectern.content;

import java.util.List;
import org.lectern.files.FileHead;

/**
 * A unit as students see it.
 *
 * @param id the unit
 * @param title its name
 * @param materials what is in it and visible today, in order
 */
public record ShownUnit(long id, String title, List<ShownMaterial> materials) {

    /**
     * A material as students see it.
     *
     * @param id the material
     * @param kind what it is
     * @param title its name
     * @param html the text of a TEXT, safe to show; null for another kind
     * @param url the address of a LINK; null for another kind
     * @param file the file of a FILE; null for another kind
     */
    public record ShownMaterial(long id, MaterialKind kind, String title, String html, String url, FileHead file) {}
}
