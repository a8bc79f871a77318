package dev.fleetcast.device.event.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.DeviceEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventPlaybackTest {

    private static final Pattern SENT = Pattern.compile("id: (\\S+)\nevent: (\\S+)\n");
    private static final int ROOM = 1 << 20;

    private final EventCursors cursors = new EventCursors(List.of(new byte[32]));
    private final EventLog log = new EventLog(1 << 20);
    private final EventLog other = new EventLog(1 << 20);

    private static void add(EventLog log, int partition, long offset) {
        log.add(new ReadEvent(partition, offset, Instant.EPOCH, event(partition + "/" + offset), "d" + partition));
    }

    private static DeviceEvent event(String name) {
        return DeviceEvent.ofDevice("d", name, null, 60, false, Instant.EPOCH);
    }

    private EventPlayback playback(EventLog of) {
        return new EventPlayback(of, null, cursors, event -> true, Runnable::run, count -> {});
    }

    /** Names of the events sent now, each with its id. */
    private static List<String[]> sent(EventPlayback playback) {
        ByteBuf piece = Unpooled.buffer();
        while (playback.hasMore()) {
            playback.write(piece, ROOM);
        }
        List<String[]> sent = new ArrayList<>();
        var matcher = SENT.matcher(piece.toString(StandardCharsets.US_ASCII));
        while (matcher.find()) {
            sent.add(new String[] {matcher.group(2), matcher.group(1)});
        }
        return sent;
    }

    private static List<String> names(List<String[]> sent) {
        return sent.stream().map(each -> each[0]).toList();
    }

    @Test
    void newStreamGetsWhatComes() {
        add(log, 0, 0);
        EventPlayback playback = playback(log);
        playback.begin(Optional.empty(), () -> {}, () -> false);
        assertThat(sent(playback)).isEmpty();

        add(log, 1, 0);
        add(log, 0, 1);
        assertThat(names(sent(playback))).containsExactly("1/0", "0/1");
    }

    @Test
    void everyIdResumesWithoutLossOrRepetitionOnAReplicaThatReadInAnotherOrder() {
        for (EventLog each : List.of(log, other)) {
            each.begin(Map.of(0, 0L, 1, 0L));
        }
        EventPlayback first = playback(log);
        first.begin(Optional.empty(), () -> {}, () -> false);
        for (int i = 0; i < 4; i++) {
            add(log, 0, i);
            add(log, 1, i);
        }
        for (int i = 0; i < 4; i++) {
            add(other, 1, i);
        }
        for (int i = 0; i < 4; i++) {
            add(other, 0, i);
        }
        List<String[]> all = sent(first);
        assertThat(all).hasSize(8);
        for (int seen = 1; seen <= 8; seen++) {
            List<String> had = new ArrayList<>(names(all.subList(0, seen)));
            EventPlayback second = playback(other);
            second.begin(cursors.read(all.get(seen - 1)[1]), () -> {}, () -> false);
            List<String[]> rest = sent(second);
            // And on again, back on the first replica, after each of them.
            for (int more = 0; more < rest.size(); more++) {
                List<String> got = new ArrayList<>(had);
                got.addAll(names(rest.subList(0, more + 1)));
                EventPlayback third = playback(log);
                third.begin(cursors.read(rest.get(more)[1]), () -> {}, () -> false);
                got.addAll(names(sent(third)));
                assertThat(got).doesNotHaveDuplicates().hasSize(8);
                assertThat(got.stream().filter(name -> name.startsWith("0/"))).isSorted();
                assertThat(got.stream().filter(name -> name.startsWith("1/"))).isSorted();
            }
        }
    }

    @Test
    void droppedEventsAreReadAgain() {
        EventPlayback playback = playback(log);
        playback.begin(Optional.empty(), () -> {}, () -> false);
        for (int i = 0; i < 5; i++) {
            add(log, 0, i);
        }
        assertThat(playback.hasMore()).isTrue();
        ByteBuf piece = Unpooled.buffer();
        playback.write(piece, 1);
        playback.forget();

        assertThat(names(sent(playback))).containsExactly("0/1", "0/2", "0/3", "0/4");
    }

    @Test
    void placeFollowsWhatTheKernelTakesPieceByPiece() {
        EventPlayback playback = playback(log);
        playback.begin(Optional.empty(), () -> {}, () -> false);
        for (int i = 0; i < 3; i++) {
            add(log, 0, i);
        }
        List<Runnable> leaving = new ArrayList<>();
        while (playback.hasMore()) {
            playback.write(Unpooled.buffer(), 1);
            leaving.add(playback.leaving());
        }
        playback.written(1);
        assertThat(playback.taken().next(0)).isZero();

        leaving.get(0).run();
        assertThat(playback.taken().next(0)).isEqualTo(1);
        leaving.get(1).run();
        assertThat(playback.taken().next(0)).isEqualTo(2);
        playback.written(0);
        assertThat(playback.taken().next(0)).isEqualTo(3);
    }

    @Test
    void afterABreakTheLogGoesOnAtItsNewOffsets() {
        EventPlayback playback = playback(log);
        for (int i = 0; i < 5; i++) {
            add(log, 0, i);
        }
        playback.begin(Optional.of(Positions.of(9L)), () -> {}, () -> false);
        assertThat(sent(playback)).isEmpty();
        log.breakAt(Map.of(0, 2L));
        add(log, 0, 2);

        assertThat(names(sent(playback))).endsWith("0/2");
    }

    @Test
    void forgedAndForeignIdsAreNone() {
        String id = cursors.text(Positions.of(1L, 2L, 3L));
        assertThat(cursors.read(id)).contains(Positions.of(1L, 2L, 3L));
        assertThat(cursors.read(id.replace('.', '-'))).isEmpty();
        assertThat(cursors.read("A" + id)).isEmpty();
        assertThat(cursors.read("garbage.")).isEmpty();
        cursors.areOf("another topic");
        assertThat(cursors.read(id)).isEmpty();
    }
}
