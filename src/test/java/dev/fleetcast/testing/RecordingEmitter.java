package dev.fleetcast.testing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A channel to a Kafka that acknowledges immediately, unless the test supplies another answer. */
public final class RecordingEmitter<T> implements MutinyEmitter<T> {

    private final List<T> sent = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Void>> answers = new ConcurrentLinkedQueue<>();

    /** Answers the next record without an answer with {@code answer}. */
    public void answer(CompletableFuture<Void> answer) {
        answers.add(answer);
    }

    public List<T> sent() {
        return sent;
    }

    @Override
    public Uni<Void> send(T record) {
        sent.add(record);
        CompletableFuture<Void> answer = answers.poll();
        return Uni.createFrom().completionStage(answer == null ? CompletableFuture.completedFuture(null) : answer);
    }

    @Override
    public void sendAndAwait(T record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable sendAndForget(T record) {
        throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("deprecation")
    public <M extends Message<? extends T>> void send(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends T>> Uni<Void> sendMessage(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends T>> void sendMessageAndAwait(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends T>> Cancellable sendMessageAndForget(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void complete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void error(Exception failure) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean hasRequests() {
        return true;
    }
}
