package org.lectern.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium: Playwright's own, or one that the computer has, or one that is installed now. */
final class RunningBrowser implements AutoCloseable {

    /** Milliseconds until a page must show what is expected: never reached, unless something is wrong. */
    private static final double PATIENCE = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    private RunningBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static RunningBrowser start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                    .setExecutablePath(executable(playwright))
                    .setChromiumSandbox(false)
                    .setArgs(List.of(
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync"));
            return new RunningBrowser(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException | Error e) {
            playwright.close();
            throw e;
        }
    }

    /** A context without cookies or storage, in English. */
    BrowserContext newContext(URI base) {
        return browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path executable(Playwright playwright) {
        Path downloaded = Path.of(playwright.chromium().executablePath());
        if (Files.exists(downloaded)) {
            return downloaded;
        }
        Optional<Path> present = present();
        if (present.isPresent()) {
            return present.get();
        }
        if (download() && Files.exists(downloaded)) {
            return downloaded;
        }
        installPackage();
        return present()
                .orElseThrow(() -> new AssertionError(
                        "The tests need a browser: install Chromium, or name one with PLAYWRIGHT_CHROMIUM."));
    }

    private static Optional<Path> present() {
        String named = System.getenv("PLAYWRIGHT_CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean download() {
        return run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.microsoft.playwright.CLI",
                "install",
                "--with-deps",
                "chromium"));
    }

    private static void installPackage() {
        if (System.getProperty("user.name").equals("root")) {
            // the other JVM of tests may be at it already
            String patience = "DPkg::Lock::Timeout=300";
            run(List.of("apt-get", "-o", patience, "update", "-q"));
            run(List.of("apt-get", "-o", patience, "install", "-y", "-q", "--no-install-recommends", "chromium"));
        }
    }

    private static boolean run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
