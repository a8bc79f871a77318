package dev.fleetcast.channel.archive;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelLog;
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
        KnownChannels known = known(config, new ChannelLog(config));

        known.enter(new ChannelName("open-2"));
        assertRefused(known, "open-3");
        known.enter(new ChannelName("open-1"));

        for (int i = 0; i < 3; i++) {
            ChannelName publishers = new ChannelName("ops-" + i);
            assertThatCode(() -> known.enter(publishers)).doesNotThrowAnyException();
        }
        assertRefused(known, "ops-3");
    }

    @Test
    void channelOfAnotherReplicaIsKnownBeforeItIsArchived() {
        ChannelConfig config = config("max-channels", "1");
        archive.publish("first", "x");
        ChannelLog log = new ChannelLog(config);
        KnownChannels known = known(config, log);
        assertRefused(known, "second");

        log.append(event(2, "second", "x"));

        assertThatCode(() -> known.enter(new ChannelName("second"))).doesNotThrowAnyException();
    }

    private KnownChannels known(ChannelConfig config, ChannelLog log) {
        return new KnownChannels(archive.archive, log, new PublicChannels(config, false), config);
    }

    private static void assertRefused(KnownChannels known, String name) {
        HttpProblem refused = catchThrowableOfType(HttpProblem.class, () -> known.enter(new ChannelName(name)));
        assertThat(refused.getStatusCode()).isEqualTo(429);
    }
}
