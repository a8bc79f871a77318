package dev.fleetcast.access;

import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Checks names and passwords on a few threads of its own, so that no number of logins takes the processor or the worker
 * threads from everything else. Whoever would wait too long is told to come back.
 */
@ApplicationScoped
class LoginGate {

    /** More than can be checked before they would time out. */
    private static final int MAX_WAITING = 200;

    private static final int MAX_USERNAME = 100;

    private final AccessConfig.Login config;
    private final Passwords passwords;
    private final LoginLimits limits;
    private final UserDirectory users;
    private final ThreadPoolExecutor threads;

    LoginGate(AccessConfig config, Passwords passwords, LoginLimits limits, UserDirectory users) {
        this.config = config.login();
        this.passwords = passwords;
        this.limits = limits;
        this.users = users;
        this.threads = new ThreadPoolExecutor(
                this.config.concurrency(),
                this.config.concurrency(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "fleetcast-login");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Somebody whose password was right. */
    record Admitted(Account account, String email, String fullName, List<LoginAnswer.ClientName> clients) {}

    /**
     * Lets a user in.
     *
     * @return fails with a problem: 401 for an unknown or disabled user and for a wrong password alike, 429 after too many
     *     failures, 503 when the database does not answer in time
     */
    Uni<Admitted> enter(LoginRequest request, String address) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        refuseIfLimited(request, address);
        return Uni.createFrom()
                .item(() -> check(request, address, deadline))
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> Problems.unavailable("too many logins at once"))
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> Problems.unavailable("the login could not be checked in time"));
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdownNow();
    }

    private Admitted check(LoginRequest request, String address, long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw Problems.unavailable("too many logins at once");
        }
        refuseIfLimited(request, address);
        Optional<User> user = find(request.username());
        if (user.isEmpty()) {
            passwords.matchesNobody();
        } else if (passwords.matches(request.password(), user.get().passwordHash) && user.get().enabled) {
            Admitted admitted = QuarkusTransaction.requiringNew().call(() -> admitted(user.get().id));
            users.remember(admitted.account());
            return admitted;
        }
        limits.failed(request.username(), address);
        throw HttpProblem.valueOf(Status.UNAUTHORIZED, "Unknown user or wrong password");
    }

    private void refuseIfLimited(LoginRequest request, String address) {
        limits.waitBeforeTry(request.username(), address).ifPresent(wait -> {
            throw Problems.tooMany("Too many failed logins", wait);
        });
    }

    /** No more than the row, so that finding somebody takes as long as finding nobody. */
    private static Optional<User> find(String username) {
        // The database has no name that is longer, and refuses to look for one with NUL.
        return username.length() > MAX_USERNAME || username.indexOf('\0') >= 0
                ? Optional.empty()
                : QuarkusTransaction.requiringNew().call(() -> User.byUsername(username));
    }

    private static Admitted admitted(long userId) {
        User user = User.findById(userId);
        if (user == null) {
            throw new AuthenticationFailedException();
        }
        List<Client> clients =
                user.clientIds.isEmpty() ? List.of() : Client.list("id in ?1 and enabled order by id", user.clientIds);
        Set<Long> enabledClients = clients.stream().map(client -> client.id).collect(Collectors.toSet());
        List<LoginAnswer.ClientName> names = clients.stream()
                .map(client -> new LoginAnswer.ClientName(client.id, client.name))
                .toList();
        return new Admitted(UserDirectory.account(user, enabledClients), user.email, user.fullName, names);
    }
}
