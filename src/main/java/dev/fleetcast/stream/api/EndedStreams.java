package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.spi.StreamRecord;
import dev.fleetcast.stream.spi.StreamTable;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Recognizes streams that have ended for good. Safe for use by any thread; never blocks. */
@ApplicationScoped
class EndedStreams {

    private final Knowledge knowledge;
    private final CursorCodec cursors;
    private final StreamTable table;
    private final Visibility visibility;

    EndedStreams(Knowledge knowledge, CursorCodec cursors, StreamTable table, Visibility visibility) {
        this.knowledge = knowledge;
        this.cursors = cursors;
        this.table = table;
        this.visibility = visibility;
    }

    /** Whether the request resumes a stream that is known to have ended for good. */
    boolean isResumedBy(HttpServerRequest request, Optional<Viewer> viewer) {
        return LastEventId.of(request)
                .filter(id -> knowledge.has(View.REGISTRY, View.SESSIONS, View.MARKS))
                .flatMap(cursors::decode)
                .flatMap(cursor -> table.find(cursor.streamKey()))
                .map(StreamTable.Entry::record)
                .filter(record -> viewer.isEmpty()
                        || viewer.get().userId() == record.owner().userId())
                .filter(this::isOver)
                .isPresent();
    }

    /** Whether the stream or its owner's session has ended. */
    boolean isOver(StreamRecord record) {
        return record.ended() || !visibility.sessionLive(record.owner());
    }
}
