package org.darkmail.mailbox;

import java.util.List;

/// Items that were written after a change number, oldest first; each one only as it is now.
///
/// @param change what to ask from next time: the account's change number, or that of the last item
///   if there are more
public record Changes(List<Item> items, long change, boolean more) {

  public Changes {
    items = List.copyOf(items);
  }
}
