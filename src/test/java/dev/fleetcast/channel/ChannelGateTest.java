package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which channels are public. */
class ChannelGateTest {

    @Test
    void noneIsPublicUnlessSomebodySaysSo() {
        ChannelGate gate = gate(Map.of(), false);

        assertThat(gate.isPublic(new ChannelName("CHANNEL_1"))).isFalse();
        assertThat(gate.isPublic(new ChannelName("news"))).isFalse();
    }

    @Test
    void thoseOfTheDemoArePublicWithItsData() {
        ChannelGate gate = gate(Map.of(), true);

        assertThat(gate.isPublic(new ChannelName("CHANNEL_1"))).isTrue();
        assertThat(gate.isPublic(new ChannelName("CHANNEL_"))).isTrue();
        assertThat(gate.isPublic(new ChannelName("CHANNEL"))).isFalse();
        assertThat(gate.isPublic(new ChannelName("channel_1"))).isFalse();
    }

    @Test
    void wholeNameMustMatchWhatIsConfiguredInsteadOfTheDemo() {
        ChannelGate gate = gate(Map.of("fleetcast.channel.public", "news|open-.*"), true);

        assertThat(gate.isPublic(new ChannelName("news"))).isTrue();
        assertThat(gate.isPublic(new ChannelName("open-1"))).isTrue();
        assertThat(gate.isPublic(new ChannelName("newspaper"))).isFalse();
        assertThat(gate.isPublic(new ChannelName("my-news"))).isFalse();
        assertThat(gate.isPublic(new ChannelName("CHANNEL_1"))).isFalse();
    }

    private static ChannelGate gate(Map<String, String> settings, boolean demo) {
        ChannelConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDiscoveredConverters()
                .withMapping(ChannelConfig.class)
                .build()
                .getConfigMapping(ChannelConfig.class);
        return new ChannelGate(config, demo, null);
    }
}
