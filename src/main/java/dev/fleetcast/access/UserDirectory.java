package dev.fleetcast.access;

import dev.fleetcast.registry.RegistryView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The users as the registry has them, in memory: an immutable picture that is replaced as a whole. Reading never blocks and
 * is safe for any thread.
 */
@ApplicationScoped
public class UserDirectory implements RegistryView {

    private static final long SEVERAL = Long.MIN_VALUE;

    private volatile Map<Long, Account> accounts = Map.of();
    private volatile Map<String, Long> names = Map.of();
    private volatile Map<Long, String> clients = Map.of();
    private final Set<Long> departed = ConcurrentHashMap.newKeySet();

    @Override
    public void reload() {
        QuarkusTransaction.requiringNew().run(() -> {
            Map<Long, String> enabledClients = enabledClients();
            List<User> users =
                    User.list("select distinct u from User u left join fetch u.roles left join fetch u.clientIds");
            replace(users.stream()
                    .collect(Collectors.toMap(user -> user.id, user -> account(user, enabledClients.keySet()))));
            names = names(users);
            clients = enabledClients;
        });
    }

    /** The enabled clients among those named by id or by name. */
    Set<Long> clientIds(Collection<String> idsOrNames) {
        return clients.entrySet().stream()
                .filter(client ->
                        idsOrNames.contains(client.getKey().toString()) || idsOrNames.contains(client.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The user, if there is one and it is enabled. */
    Optional<Account> enabled(long userId) {
        return Optional.ofNullable(accounts.get(userId)).filter(Account::enabled);
    }

    /** The id of the user who is called so, by name or by e-mail address, in upper or lower case. */
    Optional<Long> called(String name) {
        return Optional.ofNullable(names.get(lowerCase(name)));
    }

    /** Whether there is such a user, enabled or not. */
    boolean isRegistered(long userId) {
        return accounts.containsKey(userId);
    }

    /**
     * Whether sessions of that generation of the user's are over: another has begun since, or there is no such user any more.
     * One that has not been shown here yet is no reason.
     */
    boolean hasEnded(long userId, long sessionGeneration) {
        Account account = accounts.get(userId);
        return account == null ? departed.contains(userId) : sessionGeneration < account.sessionGeneration();
    }

    void replace(Map<Long, Account> next) {
        accounts.keySet().stream().filter(id -> !next.containsKey(id)).forEach(departed::add);
        accounts = Map.copyOf(next);
        departed.removeAll(next.keySet());
    }

    /** An account as the database has it; within a transaction. */
    static Account account(User user, Set<Long> enabledClients) {
        Set<Long> clients = new HashSet<>(user.clientIds);
        clients.retainAll(enabledClients);
        return new Account(
                user.id, user.username, user.enabled, user.shared, user.sessionGeneration, user.roles, clients);
    }

    private static Map<Long, String> enabledClients() {
        return Client.<Client>list("enabled", true).stream()
                .collect(Collectors.toUnmodifiableMap(client -> client.id, client -> client.name));
    }

    /** A user name is unique, an e-mail address is not. */
    private static Map<String, Long> names(List<User> users) {
        Map<String, Long> names = new HashMap<>();
        for (User user : users) {
            if (user.email != null) {
                names.merge(lowerCase(user.email), user.id, (one, another) -> SEVERAL);
            }
        }
        names.values().removeIf(id -> id == SEVERAL);
        users.forEach(user -> names.put(lowerCase(user.username), user.id));
        return Map.copyOf(names);
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
