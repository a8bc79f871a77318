package dev.fleetcast.channel.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which channels are public. */
class PublicChannelsTest {

    @Test
    void noChannelIsPublicByDefault() {
        PublicChannels channels = channels(Map.of(), false);

        assertThat(channels.include("CHANNEL_1")).isFalse();
        assertThat(channels.include("news")).isFalse();
    }

    @Test
    void demoChannelsArePublicWithTheDemoData() {
        PublicChannels channels = channels(Map.of(), true);

        assertThat(channels.include("CHANNEL_1")).isTrue();
        assertThat(channels.include("CHANNEL_")).isTrue();
        assertThat(channels.include("CHANNEL")).isFalse();
        assertThat(channels.include("channel_1")).isFalse();
    }

    @Test
    void wholeNameMustMatchWhatIsConfiguredInsteadOfTheDemo() {
        PublicChannels channels = channels(Map.of("fleetcast.channel.public", "news|open-.*"), true);

        assertThat(channels.include("news")).isTrue();
        assertThat(channels.include("open-1")).isTrue();
        assertThat(channels.include("newspaper")).isFalse();
        assertThat(channels.include("my-news")).isFalse();
        assertThat(channels.include("CHANNEL_1")).isFalse();
    }

    private static PublicChannels channels(Map<String, String> settings, boolean demo) {
        ChannelConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDiscoveredConverters()
                .withMapping(ChannelConfig.class)
                .build()
                .getConfigMapping(ChannelConfig.class);
        return new PublicChannels(config, demo);
    }
}
