/*
 * Numbers, voids and removals of one channel, as lambdas/flows writes them: every step is one round trip to the table, a
 * transaction is one step, and a process may end after any of them. README.md says what is checked and how to read it.
 */

#ifndef SENDS
#define SENDS 2       /* calls that send, side by side; CLIENT_ID says which message each of them is */
#endif
#ifdef REMOVAL
#define CLIENT_ID(call) call         /* call 1 is of the person who is removed */
#else
#define CLIENT_ID(call) (call / 2)   /* calls 0 and 1: one message, sent twice */
#endif
#ifndef CHANGES
#define CHANGES 1     /* calls that edit one message of before */
#endif
#ifndef READERS
#define READERS 1
#endif
#ifndef TRIES
#define TRIES 2       /* numbers that one call takes at most */
#endif
#ifdef REMOVAL
#define GOVERNING 2   /* one removal, one return */
#else
#define GOVERNING 0
#endif

#define CALLS (SENDS + CHANGES + GOVERNING)
#define LAST ((SENDS + CHANGES) * TRIES + GOVERNING)

#define NOTHING 0
#define VOID 1
#define CHANGE 2
#define NOTICE 3
#define MESSAGE 4     /* + client message id */

/* The table. */
byte seq = 0;              /* META.seq: numbers taken */
byte m[LAST + 1];          /* M#n */
byte e[LAST + 1];          /* E#n */
byte idempotency[SENDS];   /* I#author#clientMessageId: the number */
byte lastSeq = 0;          /* of the message that is edited */
bool member = true;        /* U#p / C#c */
bool tombstone = false;    /* S!p */
bool subscribed = true;    /* S#p#connection */

/* What observers noted: not part of the system. */
byte seen[LAST + 1];       /* what readers passed the number as */
byte acked[LAST + 1];      /* what is acknowledged under the number */
byte copies[SENDS];        /* messages that stand for one client message id */
byte stays = 1;            /* times that the person came in */
byte needs[LAST + 1];      /* in which of their stays the person may hear of the number */
bool returned = false;     /* the person is back, and was subscribed again */
byte ended = 0;            /* calls that came to an end, by crash or not */

#define MEANING(n) (m[n] >= NOTICE -> m[n] : (e[n] == CHANGE -> CHANGE : (m[n] + e[n] > 0 -> VOID : NOTHING)))

/* The conditions of the writes, each of which can be left out. */
#ifdef VOID_OVER_MESSAGE
#define FREE_FOR_VOID(n) (e[n] == NOTHING)
#elif defined(VOID_OVER_CHANGE)
#define FREE_FOR_VOID(n) (m[n] == NOTHING)
#else
#define FREE_FOR_VOID(n) (m[n] == NOTHING && e[n] == NOTHING)
#endif
#ifdef IDEMPOTENCY_UNCONDITIONAL
#define STANDS(id) false
#else
#define STANDS(id) (idempotency[id] != NOTHING)
#endif
#ifdef MESSAGE_OVER_VOID
#define MESSAGE_TAKEN(n) false
#else
#define MESSAGE_TAKEN(n) (m[n] != NOTHING)
#endif
#ifdef MEMBERSHIP_UNCHECKED
#define OUTSIDE(own) false
#else
#define OUTSIDE(own) (own && !member)
#endif
#ifdef CHANGE_OVER_VOID
#define CHANGE_TAKEN(n) false
#else
#define CHANGE_TAKEN(n) (e[n] != NOTHING)
#endif
#ifdef OLDER_CHANGE_WINS
#define OUTDATED(before) false
#else
#define OUTDATED(before) (lastSeq != before)
#endif
#ifdef TIDYING_UNCHECKED
#define BACK false
#else
#define BACK (!tombstone)
#endif

/* After every write to number n. */
inline check(n) {
  /* A number has one meaning ... */
  assert(m[n] == NOTHING || e[n] == NOTHING || (m[n] == VOID && e[n] == VOID));
  /* ... that never changes once a reader has passed it ... */
  assert(seen[n] == NOTHING || seen[n] == MEANING(n));
  /* ... and what was acknowledged stands there. */
  assert(acked[n] == NOTHING || acked[n] == MEANING(n))
}

/* The process may end here without a word. */
inline mayCrash() {
  if
  :: skip
  :: goto over
  fi
}

inline takeNumber(n) {
  d_step { seq++; n = seq; assert(n <= LAST) }
}

/* One transaction: both places, if both are free. What stands there stays. */
inline voidNumber(n) {
  d_step {
    if
    :: FREE_FOR_VOID(n) ->
#ifndef VOID_IN_CHANGES_ONLY
       m[n] = VOID;
#endif
#ifndef VOID_IN_MESSAGES_ONLY
       e[n] = VOID;
#endif
       check(n)
    :: else
    fi
  }
}

/* Who is told of number n: one strongly consistent query, which meets tombstones before subscriptions. */
inline publish(n) {
#ifdef REMOVAL
#ifdef TOMBSTONE_NOT_READ
  removed = false;
#else
  removed = tombstone;
#endif
  atomic {
    if
    :: !removed && subscribed -> assert(stays >= needs[n])
    :: else
    fi
  }
#else
  skip
#endif
}

/* Who is in when n is committed may hear of it; who is out only when they are in again. */
inline noteAudience(n) {
#ifdef REMOVAL
  needs[n] = (member -> stays : stays + 1)
#else
  skip
#endif
}

/* message.send: call `call` with its client message id, by the person p when `own`. */
proctype Send(byte call; bool own) {
  byte n, tries;
  bool removed;
  byte id = CLIENT_ID(call);
again:
  atomic {
    if
    :: tries == TRIES -> goto over
    :: else -> tries++; takeNumber(n)
    fi;
    mayCrash()
  };
commit:
  atomic {
    if
    :: STANDS(id) -> goto stands
    :: !STANDS(id) && MESSAGE_TAKEN(n) -> goto again       /* voided meanwhile */
    :: !STANDS(id) && !MESSAGE_TAKEN(n) && OUTSIDE(own) -> goto refused
    :: else ->
       assert(!own || member);                             /* nobody writes who is not in */
       idempotency[id] = n;
       m[n] = MESSAGE + id;
       acked[n] = MESSAGE + id;                            /* the answer may be under way from here on */
       copies[id]++;
       assert(copies[id] == 1);                            /* once per client message id */
       noteAudience(n);
       check(n);
       if
       :: goto over                                        /* crash after the commit */
       :: goto commit                                      /* the table's reply was lost: the same write again */
       :: skip
       fi
    fi
  };
  publish(n);
  goto over;
stands:
  atomic {
    if
    :: idempotency[id] == n -> skip                        /* it is our own write */
    :: else ->
       voidNumber(n);
#ifndef ACK_OWN_NUMBER
       n = idempotency[id];
#endif
    fi;
    assert(m[n] == MESSAGE + id)                           /* the answer tells the number that is stored */
  };
  goto over;
refused:
  voidNumber(n);
over:
  skip;
  d_step { n = 0; tries = 0; removed = false; id = 0; ended++ }
}

/* message.edit of one message that stands since before. */
proctype Edit() {
  byte n, tries, before;
again:
  atomic {
    if
    :: tries == TRIES -> goto over
    :: else -> tries++; before = lastSeq
    fi
  };
  atomic { takeNumber(n); mayCrash() };
  atomic {
    if
    :: CHANGE_TAKEN(n) -> goto again                       /* voided meanwhile */
    :: !CHANGE_TAKEN(n) && OUTDATED(before) -> goto late
    :: else ->
       e[n] = CHANGE;
       assert(lastSeq < n);                                /* an older state never replaces a newer one */
       lastSeq = n;
       acked[n] = CHANGE;
       check(n)
    fi
  };
  goto over;
late:
  voidNumber(n);
  goto again;
over:
  skip;
  d_step { n = 0; tries = 0; before = 0; ended++ }
}

/* sync.changes: passes one number after the other; after its patience it voids one that has nothing. */
proctype Reader() {
  byte next = 1;
  byte message, change, meaning;
  do
  :: next > seq && ended == CALLS -> break
  :: next <= seq ->
     if
     :: message = m[next]; change = e[next]
     :: change = e[next]; message = m[next]
     fi;
     if
     :: message + change == NOTHING ->
#ifdef READER_PASSES_HOLES
        next++
#else
        if
        :: m[next] + e[next] != NOTHING                  /* its writer came */
#ifndef READER_NEVER_VOIDS
        :: voidNumber(next)                              /* patience is over */
#endif
        fi
#endif
     :: else ->
        d_step {
          meaning = (message >= NOTICE -> message : (change == CHANGE -> CHANGE : VOID));
          assert(seen[next] == NOTHING || seen[next] == meaning);
          seen[next] = meaning;
          check(next);
          next++;
          message = 0; change = 0; meaning = 0
        }
     fi
  od;
  /* Everything has a meaning, and this reader has passed it all. */
  skip;
  d_step {
    next = 1;
    do
    :: next <= seq -> assert(seen[next] != NOTHING); next++
    :: else -> break
    od
  }
}

#ifdef REMOVAL
/* channel.removeMember of the person p. */
proctype Remove() {
  byte n;
  bool removed;
  atomic { takeNumber(n); mayCrash() };
  atomic {
    if
    :: m[n] == NOTHING && member ->
       m[n] = NOTICE;
       member = false;
#ifndef TOMBSTONE_LATER
       tombstone = true;
#endif
       noteAudience(n);
       check(n);
       mayCrash()
    :: else -> goto refused
    fi
  };
#ifdef TOMBSTONE_LATER
  atomic { tombstone = !member; mayCrash() };
#endif
  /* Their subscriptions go, unless they are back. */
  atomic {
    if
    :: BACK
    :: else -> subscribed = false
    fi;
    mayCrash()
  };
  publish(n);
  goto over;
refused:
  voidNumber(n);
over:
  skip;
  d_step { n = 0; removed = false; ended++ }
}

/* channel.addMembers: p comes back. */
proctype Return() {
  byte n;
  bool removed;
  atomic { takeNumber(n); mayCrash() };
  atomic {
    if
    :: m[n] == NOTHING && !member ->
       m[n] = NOTICE;
       member = true;
       stays++;
#ifndef TOMBSTONE_OUTLIVES_RETURN
       tombstone = false;
#endif
       noteAudience(n);
       check(n);
       mayCrash()
    :: else -> goto refused
    fi
  };
  atomic { subscribed = true; returned = true; mayCrash() };
  publish(n);
  goto over;
refused:
  voidNumber(n);
over:
  skip;
  d_step { n = 0; removed = false; ended++ }
}

/* socket.hello of p: reads that they are in, and subscribes a moment later, whatever has happened since. */
proctype Hello() {
  if
  :: member -> skip
  :: else -> goto over
  fi;
  subscribed = true;
over:
  skip
}
#endif

init {
  byte call = 0;
  atomic {
    do
    :: call < SENDS -> run Send(call, GOVERNING > 0 && CLIENT_ID(call) == 1); call++
    :: else -> break
    od;
    call = 0;
    do
    :: call < CHANGES -> run Edit(); call++
    :: else -> break
    od;
    call = 0;
    do
    :: call < READERS -> run Reader(); call++
    :: else -> break
    od;
#ifdef REMOVAL
    run Remove();
    run Return();
    run Hello();
#endif
    call = 0
  };
  /* All others have ended. */
  (_nr_pr == 1);
  assert(!member || !tombstone);           /* who is in, or in again, is told again ... */
  assert(!returned || subscribed)          /* ... and stays so */
}
