package org.lectern.system;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures of pages, for a person to look at. */
public final class Screenshots {

    private Screenshots() {}

    /**
     * Saves the whole page, also what is below the window's edge.
     *
     * @param name the file name without its ending
     * @return the file, in {@code lms-ear/target/screenshots}
     */
    public static Path save(Page page, String name) {
        Path file = RunningLectern.home().resolve("lms-ear/target/screenshots").resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }
}
