package dev.fleetcast.channel;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.testing.Settings;
import java.util.HashMap;
import java.util.Map;

/** Events and settings for unit tests. */
public final class Events {

    private Events() {}

    /** The documented defaults, overridden by pairs of unprefixed names and values. */
    public static ChannelConfig config(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("fleetcast.channel." + settings[i], settings[i + 1]);
        }
        return Settings.of(ChannelConfig.class, all);
    }

    public static ChannelEvent event(long position, String channel, String data) {
        return new ChannelEvent(position, 1_000 + position, channel, EventContent.of(data));
    }

    public static ChannelEvent named(long position, String channel, String id) {
        return new ChannelEvent(
                position,
                1_000 + position,
                channel,
                new EventContent(null, id, null, "d" + position, null, null, null));
    }
}
