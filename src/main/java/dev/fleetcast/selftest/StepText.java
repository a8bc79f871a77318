package dev.fleetcast.selftest;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Random;

/** The wire format of steps: one line of JSON each, readable by humans and programs. */
final class StepText {

    /** In base64 characters, so a line holds three quarters of it in bytes. */
    private static final int PADDING_LINE = 96;

    private StepText() {}

    /** The event; the padding before it is random, so that it does not compress. */
    static byte[] event(Step step, long sentMillis, JsonObject more) {
        JsonObject data = new JsonObject()
                .put("step", step.name())
                .put("sent_ms", sentMillis)
                .put("sent_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .mergeIn(more);
        return (padding(step.paddingBytes()) + "data: " + data.encode() + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String padding(int bytes) {
        StringBuilder lines = new StringBuilder(bytes + bytes / 16);
        byte[] line = new byte[PADDING_LINE / 4 * 3];
        Random random = new Random();
        while (lines.length() < bytes) {
            random.nextBytes(line);
            lines.append(": ").append(Base64.getEncoder().encodeToString(line)).append('\n');
        }
        return lines.toString();
    }
}
