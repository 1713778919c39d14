lock:
	echo
