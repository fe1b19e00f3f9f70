package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Polling;

/**
 * The accounts of processes that are gone. Those that wasted most are kept one by one; the rest of
 * a very long log is added up in one account without a pid.
 */
final class Closed {
  private static final int KEPT = 2000;
  private static final Comparator<Account> BY_WASTE =
      Comparator.<Account>comparingLong(account -> -account.wasted)
          .thenComparingLong(account -> -account.calls)
          .thenComparingLong(account -> -account.drainScanned)
          .thenComparingInt(account -> account.pid);

  private List<Account> accounts = new ArrayList<>();
  private @Nullable Account others;

  void add(Account account) {
    if (!account.waits()) {
      return;
    }
    accounts.add(account);
    if (accounts.size() >= 2 * KEPT) {
      accounts.sort(BY_WASTE);
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
    all.sort(BY_WASTE);
    if (others != null) {
      all.add(others);
    }
    return all;
  }

  List<Polling> polling() {
    return all().stream().filter(Account::polls).map(Account::polling).toList();
  }
}
