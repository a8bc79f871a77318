package dev.fleetcast.history.record;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.history.stored.Chunk;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.StoredMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkTest {

    @Test
    void isReadAsItWasWritten() {
        Random random = new Random(5);
        List<StoredMessage> messages = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] content = new byte[random.nextInt(300)];
            random.nextBytes(content);
            messages.add(new StoredMessage(
                    NOON.plusMillis(i * 3_599),
                    random.nextInt(),
                    random.nextLong() >>> random.nextInt(64),
                    random.nextLong(),
                    content));
        }

        List<StoredMessage> read = Chunk.read(NOON, Chunk.write(NOON, messages), new MessageCodec());

        assertThat(parts(read)).isEqualTo(parts(messages));
    }

    private static List<List<Object>> parts(List<StoredMessage> messages) {
        return messages.stream()
                .map(each -> List.<Object>of(each.place(), each.placement(), ByteBuffer.wrap(each.content())))
                .toList();
    }

    @Test
    void messagesAreReadWithTheDictionaryOfTheirTime() {
        MessageCodec codec = new MessageCodec();
        List<byte[]> samples = new TestFeed(0)
                .drive(1, NOON, 300).messages.stream()
                        .map(RecordedMessage::content)
                        .toList();
        byte[] content = samples.get(7);
        byte[] without = codec.compress(content);
        codec.use(MessageCodec.train(samples).orElseThrow());
        byte[] with = codec.compress(content);

        assertThat(with.length).isLessThan(without.length / 3);
        assertThat(codec.read(with)).isEqualTo(content);
        assertThat(codec.read(without)).isEqualTo(content);
        assertThatThrownBy(() -> new MessageCodec().read(with)).hasMessageContaining("is not known");
        assertThatThrownBy(() -> codec.read(content)).isInstanceOf(IllegalArgumentException.class);
    }
}
