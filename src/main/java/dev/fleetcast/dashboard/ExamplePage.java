package dev.fleetcast.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example page: its script is inline, so that it is easy to read, and allowed by its hash. */
final class ExamplePage {

    static final String PATH = "/example.html";

    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\">(.*?)</script>", Pattern.DOTALL);

    private ExamplePage() {}

    /** The source expression that allows only this script. */
    static String scriptHash() {
        Matcher script = SCRIPT.matcher(text());
        if (!script.find()) {
            throw new IllegalStateException(PATH + " has no script");
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream page = Objects.requireNonNull(loader.getResourceAsStream("META-INF/resources" + PATH))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
