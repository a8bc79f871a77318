package dev.fleetcast.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void silenceLastsAsLongAsRequested() {
        List<Step> plan = Step.plan(20_000);

        assertThat(plan.get(plan.size() - 2).atMillis()
                        - plan.get(plan.size() - 3).atMillis())
                .isEqualTo(20_000);
        assertThat(plan).extracting(Step::atMillis).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void eventIsOneLine() {
        String text = text(new Step("tick", 500, 0), new JsonObject().put("accept_encoding", "a\r\ndata: b"));

        assertThat(text.lines().filter(line -> !line.isEmpty())).hasSize(1);
        assertThat(text).startsWith("data: {\"step\":\"tick\",\"sent_ms\":500,").endsWith("}\n\n");
    }

    @Test
    void paddingIsIncompressibleComments() throws IOException {
        String text = text(new Step("padded", 500, 64 * 1024), new JsonObject());

        assertThat(text.lines().filter(line -> !line.isEmpty() && !line.startsWith("data: ")))
                .allMatch(line -> line.startsWith(": "));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(packed.size()).isGreaterThan(40 * 1024);
    }

    private static String text(Step step, JsonObject more) {
        return new String(StepText.event(step, step.atMillis(), more), StandardCharsets.UTF_8);
    }
}
