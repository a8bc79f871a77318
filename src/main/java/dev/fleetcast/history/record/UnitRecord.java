package dev.fleetcast.history.record;

import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.PointReader;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.UnitSheets;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is stored of one unit that the transaction holds. Only a trip that ends, an hour of driving and late points read more
 * than the tail of the newest sheet and, for a new day, that sheet: both have been read before, with those of other units.
 */
final class UnitRecord implements UnitSheets {

    private static final Days UTC = new Days(ZoneOffset.UTC);

    private final Connection connection;
    private final long unit;
    private final SheetRows.Newest newest;
    private final PastMessages messages;
    private final MessageDecoder decoder = new MessageDecoder();
    private Optional<Sheet> newestSheet;

    /** @param newestSheet null if it has not been read */
    UnitRecord(Connection connection, long unit, SheetRows.Newest newest, Sheet newestSheet, PastMessages messages) {
        this.connection = connection;
        this.unit = unit;
        this.newest = newest;
        this.newestSheet = Optional.ofNullable(newestSheet);
        this.messages = messages;
    }

    @Override
    public Optional<Sheet> tail() {
        return Optional.ofNullable(newest.tail());
    }

    @Override
    public Optional<Sheet> on(LocalDate day) {
        if (isAfterAll(day)) {
            return Optional.empty();
        }
        return isNewest(day) ? newestSheet() : query(() -> SheetRows.on(connection, unit, day));
    }

    @Override
    public Optional<Sheet> before(LocalDate day) {
        if (newest.day() == null) {
            return Optional.empty();
        }
        return isAfterAll(day) ? newestSheet() : query(() -> SheetRows.before(connection, unit, day));
    }

    private Optional<Sheet> newestSheet() {
        if (newestSheet.isEmpty()) {
            newestSheet = query(() -> SheetRows.on(connection, unit, newest.day()));
        }
        return newestSheet;
    }

    @Override
    public Optional<Sheet> after(LocalDate day) {
        return isNewest(day) || isAfterAll(day)
                ? Optional.empty()
                : query(() -> SheetRows.after(connection, unit, day));
    }

    @Override
    public Collection<Point> points(LocalDate day) {
        List<Point> points = new ArrayList<>();
        return query(() -> {
            messages.read(connection, unit, UTC.day(day), stored -> {
                point(stored).ifPresent(points::add);
                return true;
            });
            return points;
        });
    }

    private Optional<Point> point(StoredMessage stored) {
        try {
            return PointReader.filed(decoder.decode(stored.content()), stored.filedAt(), stored.placement());
        } catch (InvalidMessageException unforeseen) {
            // It was valid when it was recorded.
            return Optional.empty();
        }
    }

    private boolean isNewest(LocalDate day) {
        return day.equals(newest.day());
    }

    private boolean isAfterAll(LocalDate day) {
        return newest.day() == null || newest.day().isBefore(day);
    }

    private static <T> T query(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException failure) {
            throw new HistoryException(failure);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private interface Query<T> {

        T run() throws SQLException, IOException;
    }
}
