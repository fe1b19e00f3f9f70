package org.reapscope.traces.strace;

import java.util.HashMap;
import java.util.Map;
import org.reapscope.traces.scan.NameTable;

/** Error names and numbers of Linux as x86, arm and riscv count them (asm-generic/errno.h). */
public final class Errnos {
  /** Largest number that the kernel uses for an error; a greater one is a garbled result. */
  public static final long LAST = 4095;

  private static final String IN_ORDER =
      "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM "
          + "EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE "
          + "EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE "
          + "EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG "
          + "EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO "
          + "EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE "
          + "ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ "
          + "EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART "
          + "ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT "
          + "EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE "
          + "EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS "
          + "EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN "
          + "EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM "
          + "EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED "
          + "EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON";

  private static final NameTable TABLE = table();

  private Errnos() {}

  private static NameTable table() {
    Map<String, Long> entries = new HashMap<>();
    long number = 0;
    for (String name : IN_ORDER.split(" ")) {
      entries.put(name, ++number);
    }
    entries.put("EWOULDBLOCK", 11L);
    entries.put("EDEADLOCK", 35L);
    entries.put("ENOTSUP", 95L);
    entries.put("ENOTSUPP", 524L);
    return new NameTable(entries);
  }

  /** The number of an error's name, or {@link NameTable#MISSING}. */
  public static long number(byte[] b, int from, int to) {
    return TABLE.get(b, from, to);
  }
}
