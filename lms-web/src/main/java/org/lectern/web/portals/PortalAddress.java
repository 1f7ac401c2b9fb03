package org.lectern.web.portals;

import java.util.function.Predicate;

/**
 * What an address below an app means.
 *
 * @param isRoot true for {@code /teacher} without the slash: files are found relative to {@code /teacher/}
 * @param file the file that answers, as a path within the web application; null when there is none
 * @param isImmutable true when the file's name changes with its content
 */
record PortalAddress(boolean isRoot, String file, boolean isImmutable) {

    private static final String NONE = null;

    /**
     * Finds what answers.
     *
     * @param path within the web application, decoded, beginning with {@code /teacher} or {@code /student}
     * @param isFile whether a path is a file of the web application
     * @return never null
     */
    static PortalAddress of(String path, Predicate<String> isFile) {
        int slash = path.indexOf('/', 1);
        if (slash < 0) {
            return new PortalAddress(true, NONE, false);
        }
        String app = path.substring(0, slash);
        boolean asset = path.startsWith(app + "/assets/");
        if (isFile.test(path)) {
            return new PortalAddress(false, path, asset);
        }
        // A file that is not there must be missing: an old page that asks for it must not get HTML as a script.
        boolean looksLikeFile = path.lastIndexOf('.') > path.lastIndexOf('/');
        String index = app + "/index.html";
        return new PortalAddress(false, asset || looksLikeFile || !isFile.test(index) ? NONE : index, false);
    }
}
