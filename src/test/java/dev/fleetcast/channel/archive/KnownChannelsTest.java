package dev.fleetcast.channel.archive;

import static dev.fleetcast.channel.Events.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.PublicChannels;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class KnownChannelsTest {

    private final TestArchive archive = new TestArchive();

    @Test
    void publicChannelsAreAShareOfAll() {
        ChannelConfig config = config("public", "open-.*", "max-channels", "5", "max-public-channels", "2");
        archive.publish("open-1", "x");
        KnownChannels known = new KnownChannels(archive.archive, new PublicChannels(config, false), config);

        known.enter(new ChannelName("open-2"));
        assertRefused(known, "open-3");
        known.enter(new ChannelName("open-1"));

        for (int i = 0; i < 3; i++) {
            ChannelName publishers = new ChannelName("ops-" + i);
            assertThatCode(() -> known.enter(publishers)).doesNotThrowAnyException();
        }
        assertRefused(known, "ops-3");
    }

    private static void assertRefused(KnownChannels known, String name) {
        HttpProblem refused = catchThrowableOfType(HttpProblem.class, () -> known.enter(new ChannelName(name)));
        assertThat(refused.getStatusCode()).isEqualTo(429);
    }
}
