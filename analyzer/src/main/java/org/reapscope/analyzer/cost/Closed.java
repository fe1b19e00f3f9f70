package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Polling;

/**
 * The accounts of processes that are gone. Those that wasted most are kept one by one; the rest of
 * a very long log is added up in one account without a pid.
 */
final class Closed {
  private static final int KEPT = 2000;

  private List<Account> accounts = new ArrayList<>();
  private @Nullable Account others;

  /** Those that wasted most first. */
  private static int byWaste(Account a, Account b) {
    if (a.wasted != b.wasted) {
      return Long.compare(b.wasted, a.wasted);
    }
    if (a.calls != b.calls) {
      return Long.compare(b.calls, a.calls);
    }
    return a.drainScanned == b.drainScanned
        ? Integer.compare(a.pid, b.pid)
        : Long.compare(b.drainScanned, a.drainScanned);
  }

  void add(Account account) {
    if (!account.waits()) {
      return;
    }
    accounts.add(account);
    if (accounts.size() >= 2 * KEPT) {
      accounts.sort(Closed::byWaste);
      for (Account rest : accounts.subList(KEPT, accounts.size())) {
        if (others == null) {
          others = new Account(0);
          others.comm = "all others";
        }
        others.merge(rest);
      }
      accounts = new ArrayList<>(accounts.subList(0, KEPT));
    }
  }

  /** All accounts, those that wasted most first. */
  List<Account> all() {
    List<Account> all = new ArrayList<>(accounts);
    if (all.size() > 1) {
      all.sort(Closed::byWaste);
    }
    if (others != null) {
      all.add(others);
    }
    return all;
  }

  List<Polling> polling() {
    List<Polling> polling = new ArrayList<>();
    for (Account account : all()) {
      if (account.polls()) {
        polling.add(account.polling());
      }
    }
    return polling;
  }
}
