package dev.fleetcast.history.record;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.testing.EmptyRegistry;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of a unit as a replica does that has just started. */
final class StoredContents {

    private StoredContents() {}

    static List<String> of(EmptyRegistry database, long unit, Span span) {
        MessageCodec codec = new MessageCodec();
        List<String> found = new ArrayList<>();
        return new HistoryDatabase(database.dataSource()).run(connection -> {
            new PastMessages(new Dictionaries(codec), codec)
                    .read(connection, unit, span, message -> found.add(new String(message.content())));
            return found;
        });
    }
}
