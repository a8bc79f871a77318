package dev.fleetcast.broadcast;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.channel.archive.SentEvents;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The notifications of users and their read marks. Blocks: for worker threads only. */
@ApplicationScoped
class Notifications {

    private final SentEvents sent;
    private final ReadMarks marks;

    Notifications(SentEvents sent, ReadMarks marks) {
        this.sent = sent;
        this.marks = marks;
    }

    /** Returns the newest notifications, or those before {@code before}. */
    Notification.Page page(Viewer viewer, Optional<EventPosition> before, int size) throws SQLException {
        long position = before.map(EventPosition::position).orElse(Long.MAX_VALUE);
        List<ChannelEvent> found = sent.before(position, history(viewer), size + 1);
        List<ChannelEvent> shown = found.subList(0, Math.min(size, found.size()));
        Set<Long> read = marks.read(viewer.endUserId(), shown);
        List<Notification> data = shown.stream()
                .map(event -> Notification.of(event, read.contains(event.position())))
                .toList();
        String next = found.size() > size ? data.get(size - 1).id() : null;
        return new Notification.Page(data, new Notification.Meta(next));
    }

    /** Marks a notification as read; returns false if the user was never sent it, or if it is no longer retained. */
    boolean read(Viewer viewer, EventPosition place) throws SQLException {
        Optional<ChannelEvent> event = sent.at(place, history(viewer));
        if (event.isPresent()) {
            marks.mark(viewer.endUserId(), event.get());
        }
        return event.isPresent();
    }

    private static SentEvents.Listener history(Viewer viewer) {
        return new Listener(viewer, Optional.empty()).history();
    }
}
