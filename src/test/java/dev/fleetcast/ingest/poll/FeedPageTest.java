package dev.fleetcast.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedPageTest {

    @Test
    void pageIsAnObjectOrLines() throws IOException {
        FeedPage page = page("{\"a\":1}", "{\"b\":2}");

        assertThat(text(page::writeJson))
                .isEqualTo("{\"data\":[{\"a\":1},{\"b\":2}],\"meta\":{\"cursor\":\"x.y.z\",\"more\":true}}");
        assertThat(text(page::writeLines))
                .isEqualTo("{\"a\":1}\n{\"b\":2}\n{\"meta\":{\"cursor\":\"x.y.z\",\"more\":true}}\n");
    }

    @Test
    void emptyPageHasItsCursor() throws IOException {
        assertThat(page().isEmpty()).isTrue();
        assertThat(text(page()::writeJson)).isEqualTo("{\"data\":[],\"meta\":{\"cursor\":\"x.y.z\",\"more\":true}}");
    }

    @Test
    void messagesAreReadAsTheyAreWritten() throws IOException {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        FeedPage page = new FeedPage(
                () -> IntStream.range(0, 1_000)
                        .mapToObj(each -> {
                            assertThat(read.incrementAndGet() - written.get()).isLessThanOrEqualTo(2);
                            return new byte[] {'1'};
                        })
                        .iterator(),
                "x.y.z",
                false);

        page.writeJson(new OutputStream() {
            @Override
            public void write(int each) {
                // Only messages have the digit.
                written.addAndGet(each == '1' ? 1 : 0);
            }
        });

        assertThat(written).hasValue(1_000);
    }

    private static FeedPage page(String... messages) {
        return new FeedPage(
                List.of(messages).stream()
                        .map(each -> each.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                "x.y.z",
                true);
    }

    private interface Writing {

        void write(OutputStream out) throws IOException;
    }

    private static String text(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
